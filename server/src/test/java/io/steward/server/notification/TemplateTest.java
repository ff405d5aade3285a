package io.steward.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence is there in every language and names nothing that it may not. */
class TemplateTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void sentencesAreWhole(String language) {
        ResourceBundle texts = NoticeTemplates.builtIn(language);
        for (String sentence : NoticeTemplates.sentences()) {
            for (String part : new String[] {".subject", ".text"}) {
                assertThat(io.steward.server.notification.rules.Template.unknown(
                                texts.getString(sentence + part), NoticeTemplates.variables(sentence)))
                        .as(sentence + part)
                        .isEmpty();
            }
        }
        for (String why : new String[] {
            "mentioned",
            "assignee",
            "requester",
            "watching",
            "approver",
            "delegate",
            "asked",
            "escalation",
            "rule",
            "owner",
            "called",
            "manager",
            "connection"
        }) {
            assertThat(texts.getString("why." + why)).isNotBlank();
        }
        // Dealt with on pages of their own.
        for (NoticeKind kind :
                new NoticeKind[] {NoticeKind.APPROVAL_REQUESTED, NoticeKind.APPROVAL_REMINDER, NoticeKind.PAGED}) {
            assertThat(texts.getString(kind.key() + ".action")).isNotBlank();
        }
    }
}
