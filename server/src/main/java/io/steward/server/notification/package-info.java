/** What people are told, why, and by which way: the inbox of each, their wishes, and what is handed to mail. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "query", "identity", "ticket"})
@org.jspecify.annotations.NullMarked
package io.steward.server.notification;
