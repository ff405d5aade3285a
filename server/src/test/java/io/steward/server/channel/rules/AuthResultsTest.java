package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.channel.rules.AuthResults.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthResultsTest {

    private static final String GOOD = "mx.example.org; spf=pass smtp.mailfrom=x.com;"
            + " dkim=fail header.d=other.com; dkim=pass header.d=x.com; dmarc=pass (p=NONE sp=NONE) header.from=X.com";

    @Test
    void readsTheTrustedServersHeader() {
        AuthResults results = AuthResults.read(List.of(GOOD), "MX.example.org");
        assertThat(results).isEqualTo(new AuthResults(Result.PASS, Result.PASS, Result.PASS, "x.com"));
        assertThat(results.confirms(new MailAddress(null, "a@x.com"))).isTrue();
        assertThat(results.confirms(new MailAddress(null, "a@y.com"))).isFalse();
    }

    @Test
    void readsNothingFromOthers() {
        AuthResults nothing = new AuthResults(Result.NONE, Result.NONE, Result.NONE, null);
        assertThat(AuthResults.read(List.of(GOOD), null)).isEqualTo(nothing);
        assertThat(AuthResults.read(List.of(GOOD), " ")).isEqualTo(nothing);
        assertThat(AuthResults.read(List.of(GOOD), "example.org")).isEqualTo(nothing);
        assertThat(AuthResults.read(List.of("", ";", "(mx.example.org) evil; dmarc=pass"), "mx.example.org"))
                .isEqualTo(nothing);
    }

    @Test
    void letsTheTopmostHeaderDecide() {
        String fail = "mx.example.org 1; dmarc=fail header.from=x.com";
        AuthResults results = AuthResults.read(List.of(fail, GOOD), "mx.example.org");
        assertThat(results.dmarc()).isEqualTo(Result.FAIL);
        assertThat(results.fromDomain()).isNull();
    }

    @Test
    void isNotFooledByCommentsAndQuotes() {
        String forged = "mx.example.org; spf=fail (\"; dmarc=pass header.from=bank.com (nested); dkim=pass)"
                + " smtp.mailfrom=\"x; dmarc=pass header.from=bank.com\"; dkim=none";
        assertThat(AuthResults.read(List.of(forged), "mx.example.org"))
                .isEqualTo(new AuthResults(Result.FAIL, Result.NONE, Result.NONE, null));
    }

    @Test
    void readsOtherResultsAndSpaces() {
        AuthResults results = AuthResults.read(
                List.of("mx.example.org; spf=softfail x=y; dkim/1=temperror; dmarc = pass header.from = x.com"),
                "mx.example.org");
        assertThat(results).isEqualTo(new AuthResults(Result.OTHER, Result.OTHER, Result.PASS, "x.com"));
    }

    @Test
    void isHandedTheHeadersByTheParser() {
        IncomingMail mail =
                Mails.withHeaders("Authentication-Results: mx.example.org;\n dmarc=pass\n header.from=x.com");
        assertThat(AuthResults.read(mail.authenticationResults(), "mx.example.org")
                        .dmarc())
                .isEqualTo(Result.PASS);
    }
}
