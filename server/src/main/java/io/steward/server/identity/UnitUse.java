package io.steward.server.identity;

import io.steward.server.platform.Tx;

/** A room above that refers to units without a foreign key says so: what is referred to is not deleted. */
public interface UnitUse {
    boolean uses(Tx tx, Unit unit);
}
