package io.steward.server.blueprint;

import io.steward.server.identity.Desk;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;

/** Whose configuration it is, and for whom. @param people whether people stand in it, by their e-mail addresses */
record Scope(Tx tx, Context context, Desk desk, boolean people) {}
