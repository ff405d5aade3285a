package io.steward.server.notification;

import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a person wants to be told.
 *
 * @param kinds by the kind's key; one that is not named has the defaults
 * @param quietFrom from when on no mail is sent, in the person's own time; both or none
 * @param version 0 for somebody who never said anything
 */
public record Preference(
        Map<String, Choice> kinds,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        Digest digest,
        int version) {
    public static final Preference DEFAULT = new Preference(Map.of(), null, null, Digest.NONE, 0);

    private static final Choice EVERYWHERE = new Choice(true, true, true, true, true);

    /** Where a kind of notice is to appear: the inbox, a mail, the person's browsers, their phone, their chat. */
    public record Choice(boolean inbox, boolean mail, boolean push, boolean sms, boolean chat) {}

    /** What is urgent is told in every way, whatever was wished. */
    public Choice choice(NoticeKind kind) {
        return kind.isUrgent() ? EVERYWHERE : wished(kind);
    }

    private Choice wished(NoticeKind kind) {
        return kinds.getOrDefault(kind.key(), new Choice(true, kind != NoticeKind.NOTE, false, false, false));
    }
}
