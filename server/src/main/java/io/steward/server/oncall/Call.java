package io.steward.server.oncall;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A running call about a ticket.
 *
 * @param steps the chain's as they were when it began
 * @param source person, rule or sla: what triggered it
 * @param step the number of the step that is next, from 0; as many as there are steps when the last one was taken
 * @param round how often the chain has begun again
 * @param nextAt when it goes on; null when it does not
 * @param acknowledgedVia app, link (of a mail) or chat
 */
public record Call(
        UUID id,
        UUID ticketId,
        UUID deskId,
        UUID chainId,
        String chainName,
        List<Chain.Step> steps,
        int repeats,
        String text,
        String source,
        PageState state,
        int step,
        int round,
        @Nullable Instant nextAt,
        Instant triggered,
        @Nullable UUID triggeredBy,
        @Nullable Instant acknowledged,
        @Nullable UUID acknowledgedBy,
        @Nullable String acknowledgedVia,
        @Nullable Instant ended) {
    public static final int LONGEST_TEXT = 500;

    Call goingOn(int nextStep, int nextRound, Instant at) {
        return moved(PageState.TRIGGERED, nextStep, nextRound, at, null, null, null, null);
    }

    Call taken(Instant at, UUID by, String via) {
        return moved(PageState.ACKNOWLEDGED, step, round, null, at, by, via, null);
    }

    Call over(PageState how, Instant at) {
        return moved(how, step, round, null, acknowledged, acknowledgedBy, acknowledgedVia, at);
    }

    private Call moved(
            PageState to,
            int nextStep,
            int nextRound,
            @Nullable Instant next,
            @Nullable Instant taken,
            @Nullable UUID by,
            @Nullable String via,
            @Nullable Instant end) {
        return new Call(
                id,
                ticketId,
                deskId,
                chainId,
                chainName,
                steps,
                repeats,
                text,
                source,
                to,
                nextStep,
                nextRound,
                next,
                triggered,
                triggeredBy,
                taken,
                by,
                via,
                end);
    }
}
