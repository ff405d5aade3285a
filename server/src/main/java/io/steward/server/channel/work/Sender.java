package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.rules.AuthResults;
import io.steward.server.channel.rules.HeaderSafe;
import io.steward.server.channel.rules.IncomingMail;
import io.steward.server.channel.rules.MailAddress;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.PersonChange;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Rights;
import io.steward.server.platform.Tx;
import java.time.Instant;

/**
 * Who a mail is from, and how far that may be believed.
 *
 * @param context acts as that person: with their rights only if the receiving server confirmed the address, else as
 *     somebody who may do no more than ask and answer
 */
record Sender(Person person, Trust trust, Context context) {
    /** How far the address in the From header may be believed. */
    enum Trust {
        /** A server that we trust confirmed it (DMARC). */
        CONFIRMED,
        /** Nobody said anything about it. */
        UNKNOWN,
        /** A server that we trust says that it is not true. */
        REFUTED
    }

    static Trust trust(IncomingMail mail, MailAccount account, MailAddress from) {
        var results = AuthResults.read(mail.authenticationResults(), account.trustedServer());
        if (results.confirms(from)) {
            return Trust.CONFIRMED;
        }
        boolean refuted = results.dmarc() == AuthResults.Result.FAIL
                || (results.spf() == AuthResults.Result.FAIL && results.dkim() != AuthResults.Result.PASS);
        return refuted ? Trust.REFUTED : Trust.UNKNOWN;
    }

    /** The person with this address; somebody new is written down. */
    static Sender of(Tx tx, People people, MailAddress from, Trust trust, Instant at) {
        var cause = new Cause("mail", from.address());
        Person person = people.byEmail(tx, from.address())
                .orElseGet(() -> people.create(tx, Context.system(tx.tenant(), at, cause), change(from), null));
        Rights rights = trust == Trust.CONFIRMED ? person.rights() : Rights.NONE;
        return new Sender(
                person,
                trust,
                new Context(tx.tenant(), Actor.person(person.id(), person.name()), rights, cause, at, null));
    }

    private static PersonChange change(MailAddress from) {
        String name = HeaderSafe.text(from.name() == null ? "" : from.name(), 200);
        return new PersonChange(
                name.isBlank() ? from.localPart() : name, from.address(), true, false, null, null, null);
    }
}
