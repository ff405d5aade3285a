/** What is promised: calendars, policies of desks, the clocks that run on tickets, what happens before and after they are missed. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "query", "identity", "ticket", "ticket :: spi"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.sla;
