package io.steward.server.oncall.store;

import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of what desks have of one kind. Lists are by desk and name. */
public interface DeskStore<T> {
    List<T> all(Tx tx);

    List<T> ofDesk(Tx tx, UUID desk);

    Optional<T> find(Tx tx, UUID id);

    void insert(Tx tx, T thing, Instant at);

    /** Whether it still had the version before. */
    boolean update(Tx tx, T thing);

    void delete(Tx tx, UUID id);
}
