package io.steward.server.notification;

import io.steward.server.platform.Bell;
import org.springframework.stereotype.Component;

/** Rung when something is to be handed over at once. */
@Component
public class NoticeBell extends Bell {}
