package io.steward.server.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far a follower of the journal has come in one tenant.
 *
 * @param behind how many entries it has not had yet; 10,000 stands for that many and more
 * @param setAside how many entries it could not take
 * @param first the first of them, oldest first, at most 100
 */
public record Follower(String name, int behind, int setAside, List<SetAside> first) {
    /** An entry that a follower could not take, and why. */
    public record SetAside(long seq, Instant at, String error, String subjectKind, UUID subjectId, String kind) {}
}
