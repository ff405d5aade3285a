package io.steward.server.journal;

import io.steward.server.platform.Bell;
import org.springframework.stereotype.Component;

/** Rung after a commit on this node. */
@Component
public final class Wake extends Bell {}
