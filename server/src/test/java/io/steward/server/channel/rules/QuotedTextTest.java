package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.channel.rules.QuotedText.Split;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Tue, Mar 3, 2026 at 10:15 AM Desk <desk@example.org> wrote:\n\n> Please restart.\n> Thanks",
                "On Tue, Mar 3, 2026 at 10:15 AM The Helpful Desk\n<desk@example.org> wrote:\n> Please restart.",
                "Am Di., 3. März 2026 um 10:15 Uhr schrieb Desk <desk@example.org>:\n\n> Bitte neu starten.",
                "Am 03.03.26 um 10:15 schrieb Desk:\n> Bitte neu starten.",
                "Desk <desk@example.org> schrieb am Di., 3. März 2026, 10:15:\n> Bitte",
                "On 3 Mar 2026, at 10:15, Desk <desk@example.org> wrote:\nunquoted history\nmore",
                "-----Original Message-----\nFrom: Desk\nSent: Tuesday\nTo: me\nSubject: x\n\nold",
                "-----Ursprüngliche Nachricht-----\nVon: Desk\n\nalt",
                "Von: Desk <desk@example.org>\nGesendet: Dienstag, 3. März 2026 10:15\nAn: ich\nBetreff: x\n\nalt",
                "________________________________\nFrom: Desk\nSent: Tuesday\nTo: me\nSubject: x\n\nold",
                "*Von:* Desk\n*Gesendet:* Dienstag\n*An:* ich\n*Betreff:* x\n\nalt",
                "-- \nJane Doe\nExample Ltd",
                "-- \nJane Doe\n\nOn Tue, Mar 3, 2026 Desk <d@e.org> wrote:\n> old\n> older",
                "> old line\n> another\n>> older"
            })
    void foldsHistoryAndSignature(String tail) {
        Split split = QuotedText.split("It works now.\r\n\r\n" + tail, "Re: x");
        assertThat(split.visible()).isEqualTo("It works now.");
        assertThat(split.folded()).isEqualTo(tail);
    }

    @Test
    void keepsAnswersBetweenQuotes() {
        Split split = QuotedText.split(
                "On 3 Mar 2026 a@b.org wrote:\n> Which one?\n\nThe second.\n\n> When?\nNow.\n-- \nJ", "Re: x");
        assertThat(split.visible()).isEqualTo("\nThe second.\n\nNow.");
        assertThat(split.folded()).isEqualTo("On 3 Mar 2026 a@b.org wrote:\n> Which one?\n> When?\n-- \nJ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fyi\n-----Original Message-----\nFrom: a\nSent: b\nTo: c\n\nthe content",
                "Von: a\nGesendet: b\nAn: c\nBetreff: d\n\nInhalt",
                "> quoted content"
            })
    void keepsWhatTheSubjectCallsForwarded(String text) {
        for (String subject : new String[] {"Fwd: x", "WG: x", "FW: Re: x"}) {
            assertThat(QuotedText.split(text, subject)).isEqualTo(new Split(text, ""));
        }
        assertThat(QuotedText.isForward("Re: Fwd: x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---------- Forwarded message ---------\nFrom: a\nDate: b\nTo: c\nSubject: d\n\ncontent",
                "-------- Weitergeleitete Nachricht --------\nBetreff: x\nVon: a\nDatum: b\nAn: c\n\nInhalt",
                "Begin forwarded message:\n\nFrom: a\nDate: b\nTo: c\n\n> content",
                "Anfang der weitergeleiteten Nachricht:\n\nVon: a\nDatum: b\nAn: c\n\nInhalt"
            })
    void keepsForwardedMessages(String forwarded) {
        assertThat(QuotedText.split("see\n\n" + forwarded, "x").folded()).isEmpty();
        Split signed = QuotedText.split("see\n-- \nJane\n\n" + forwarded, "x");
        assertThat(signed.visible()).isEqualTo("see\n" + forwarded);
        assertThat(signed.folded()).isEqualTo("-- \nJane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> all\n> quoted", "-- \nonly a signature", "", "\n\n", "On 1.1.2026 a@b wrote:\n> x"})
    void foldsNothingIfNothingWouldBeLeft(String text) {
        assertThat(QuotedText.split(text, "")).isEqualTo(new Split(text, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Monday he wrote:\nthe log is empty",
                "From: the beginning it failed\nand then again",
                "On 3 March the server said:\nerror 5",
                "Am Montag schrieb ich:\nnichts",
                "--- a/file\n+++ b/file\n-- comment"
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(QuotedText.split(text, "x").folded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On ",
                "On 12\n",
                "On 12 a@b.org \n",
                "> ",
                ">\n",
                "-- \n",
                "\n",
                "____________\n",
                "From:\n",
                ":",
                "a:\n",
                "---",
                "Von: a\nGesendet: b\n",
                "On 1 2 wrote:",
                "Am 12 schrieb\n",
                "\n \n____________"
            })
    void takesLittleTimeForLongTexts(String part) {
        String text = "x\n" + part.repeat(1_000_000 / part.length());
        Assertions.assertTimeout(Duration.ofSeconds(3), () -> QuotedText.split(text, "x"));
    }
}
