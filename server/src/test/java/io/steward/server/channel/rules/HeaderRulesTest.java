package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

    @Test
    void findsTicketNumbers() {
        assertThat(SubjectNumber.find("Re: [INC-1042] Printer")).containsExactly("INC-1042");
        assertThat(SubjectNumber.find("INC-7: as in [CHG-12], see INC-7 and REQ-3."))
                .containsExactly("CHG-12", "INC-7", "REQ-3");
        assertThat(SubjectNumber.find("x I-1 TOOLONGS-1 inc-1 INC-1234567890123 INC- -5 xINC-1 INC-1x AINC_INC-3"))
                .isEmpty();
        assertThat(SubjectNumber.find("ISO-8859-1 and A-INC-5")).isEmpty();
        assertThat(SubjectNumber.find("INC-123456789012- done")).containsExactly("INC-123456789012");
        assertThat(SubjectNumber.find("AB-1 ".repeat(100))).containsExactly("AB-1");
        assertThat(SubjectNumber.find("")).isEmpty();
    }

    @Test
    void makesTextSafe() {
        assertThat(HeaderSafe.text("Hi\r\nBcc: x@y.org\0\u0007", 100)).isEqualTo("Hi Bcc: x@y.org");
        assertThat(HeaderSafe.text("  a \t\n b  ", 100)).isEqualTo("a b");
        assertThat(HeaderSafe.text("abc😀", 4)).isEqualTo("abc");
        assertThat(HeaderSafe.text("a\ud83db\ude00\u202ec\u2028d", 9)).isEqualTo("abc d");
    }

    @Test
    void makesAnyTextSafe() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            char[] chars = new char[random.nextInt(40)];
            for (int c = 0; c < chars.length; c++) {
                chars[c] = (char) (random.nextBoolean() ? random.nextInt(64) : random.nextInt(0x10000));
            }
            String safe = HeaderSafe.text(new String(chars), 20);
            assertThat(safe.length()).isLessThanOrEqualTo(20);
            assertThat(safe.chars().noneMatch(Character::isISOControl)).isTrue();
            assertThat(HeaderSafe.text(safe, 20)).isEqualTo(safe);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a.b+c@example.com", "o'neil@ex-ample.co.uk", "A_1@xn--bcher-kva.example"})
    void acceptsAddresses(String address) {
        assertThat(HeaderSafe.isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b",
                "a",
                "a@@b",
                "a@b@c",
                "a b@c",
                "a@b\r\nBcc: c@d",
                "a\n@b",
                "a\0@b",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@-b",
                "a@b-",
                "a@b..c",
                "a@.b",
                "a@b.",
                "<a@b>",
                "a@[127.0.0.1]",
                "\"a\"@b",
                "ä@b",
                "a@bü",
                "a,b@c",
                "a;b@c"
            })
    void refusesOtherAddresses(String address) {
        assertThat(HeaderSafe.isAddress(address)).isFalse();
    }

    @Test
    void boundsAddresses() {
        assertThat(HeaderSafe.isAddress("a".repeat(64) + "@b.c")).isTrue();
        assertThat(HeaderSafe.isAddress("a".repeat(65) + "@b.c")).isFalse();
        assertThat(HeaderSafe.isAddress("a@" + "b".repeat(64))).isFalse();
        assertThat(HeaderSafe.isAddress("a@" + "b.".repeat(130) + "c")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jane <j@x.org>|Jane|j@x.org",
                "\"Doe, \\\"J\\\" Jane\" <J@X.org>|Doe, \"J\" Jane|j@x.org",
                "Doe, Jane <j@x.org>|Doe, Jane|j@x.org",
                "j@x.org (Jane (Doe))|Jane (Doe)|j@x.org",
                "J (x) D <j@x.org>|J D|j@x.org",
                "\"Jane <j@x.org>|Jane|j@x.org",
                "Jane j@x.org|Jane|j@x.org",
                "j@x.org <j@x.org>||j@x.org",
                "<mailto:j@x.org>||j@x.org",
                "<@a,@b:j@x.org>||j@x.org",
                "Team: Jane <j@x.org>;|Jane|j@x.org",
                "=?utf-8?Q?M=C3=BCller=2C_A?= <j@x.org>|Müller, A|j@x.org",
                "Evil =?utf-8?Q?=0D=0ABcc:_a@b?= <j@x.org>|Evil Bcc: a@b|j@x.org"
            })
    void readsAddresses(String header, String name, String address) {
        assertThat(AddressList.parse(header, 5)).containsExactly(new MailAddress(name, address));
    }

    @Test
    void readsAddressLists() {
        assertThat(AddressList.parse("a@x.org; b@x.org,, Undisclosed:; c@x.org, nobody, <d>, <e f@g>", 9))
                .extracting(MailAddress::address)
                .containsExactly("a@x.org", "b@x.org", "c@x.org");
        assertThat(AddressList.parse("Undisclosed recipients:;", 9)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue, 03 Mar 2026 10:15:00 +0100|2026-03-03T09:15:00Z",
                "3 Mar 26 10:15 GMT|2026-03-03T10:15:00Z",
                "Tue, 3-Mar-2026 10:15:60 PST|2026-03-03T18:15:59Z",
                "Tue Mar  3 10:15:00 2026|2026-03-03T10:15:00Z",
                "Tue, 03 March 2026 10:15:00 -00:30 (x)|2026-03-03T10:45:00Z",
                "31 Feb 2026 10:15:00 +0000|",
                "3 Mar 2026 10:99:00 +0000|",
                "3 Mar 2026 10:15:00 +9999|",
                "3 Mar 99999999999 10:15:00|",
                "yesterday|",
                ": : :|"
            })
    void readsDates(String header, Instant date) {
        assertThat(MailDates.parse(header)).isEqualTo(date);
    }

    @Test
    void readsMessageIds() {
        assertThat(MessageIds.all(List.of("<a@b>\t<c@d><a@b> junk <e@f"))).containsExactly("a@b", "c@d", "e@f");
        assertThat(MessageIds.all(List.of("Your message of Monday", "x@y z@w"))).containsExactly("x@y", "z@w");
        assertThat(MessageIds.first("no-brackets@x")).isEqualTo("no-brackets@x");
        assertThat(MessageIds.first("<a\0 b@c>")).isEqualTo("ab@c");
        assertThat(MessageIds.first("<>")).isNull();
        assertThat(MessageIds.all(List.of("<a@b> ".repeat(5)))).hasSize(1);
    }
}
