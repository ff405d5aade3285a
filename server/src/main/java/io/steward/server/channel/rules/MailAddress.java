package io.steward.server.channel.rules;

import org.jspecify.annotations.Nullable;

/**
 * A mailbox as a header names it.
 *
 * @param name the display name, decoded
 * @param address the address in lower case; it holds an {@code @} but is otherwise as the sender wrote it
 */
public record MailAddress(@Nullable String name, String address) {

    /** The part after the last {@code @}. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** The part before the last {@code @}. */
    public String localPart() {
        return address.substring(0, Math.max(0, address.lastIndexOf('@')));
    }
}
