package io.steward.server.channel.rules;

import org.jspecify.annotations.Nullable;

/**
 * The first event of a calendar part.
 *
 * @param method the iTIP method in upper case, such as REQUEST
 * @param start the start as text, with its time zone's name where one is given
 */
public record CalendarSummary(
        @Nullable String method,
        @Nullable String summary,
        @Nullable String start,
        @Nullable String location) {}
