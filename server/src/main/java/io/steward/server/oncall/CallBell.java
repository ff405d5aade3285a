package io.steward.server.oncall;

import io.steward.server.platform.Bell;
import org.springframework.stereotype.Component;

/** Rung when a page is to go on at once. */
@Component
public class CallBell extends Bell {}
