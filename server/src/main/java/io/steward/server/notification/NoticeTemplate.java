package io.steward.server.notification;

/**
 * What mails of a kind of notice say in a language, with variables in braces.
 *
 * @param sentence the kind's key, with the outcome where there are several: {@code approval_decided.rejected}
 * @param changed whether the organisation wrote it, and not Steward
 * @param version 0 for what is built in
 */
public record NoticeTemplate(
        String sentence, String language, String subject, String text, boolean changed, int version) {}
