package io.steward.server.notification;

import io.steward.server.ticket.Ticket;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that people are to be told.
 *
 * @param at when it happened
 * @param people who is told; each once
 * @param ticket what it is about; null: no ticket, and it needs a path
 * @param once what makes it one thing: somebody who was told of it is not told again
 * @param path the page it leads to; null: the ticket's
 * @param values what its sentences may name, such as {@code actor} and {@code text}, as plain text
 * @param why the reason they are told, as a key such as {@code watching}
 * @param mailedOtherwise who gets a mail of it in another way
 */
public record Notice(
        Instant at,
        NoticeKind kind,
        Collection<UUID> people,
        @Nullable Ticket ticket,
        String once,
        @Nullable String path,
        Map<String, String> values,
        String why,
        Set<UUID> mailedOtherwise) {}
