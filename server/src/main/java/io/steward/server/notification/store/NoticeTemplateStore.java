package io.steward.server.notification.store;

import static io.steward.db.notification.Tables.TEMPLATE;

import io.steward.server.notification.NoticeTemplate;
import io.steward.server.platform.Tx;
import java.util.List;
import org.springframework.stereotype.Repository;

/** {@code notification.template}. */
@Repository
public class NoticeTemplateStore {
    public List<NoticeTemplate> of(Tx tx, String language) {
        return tx.sql()
                .selectFrom(TEMPLATE)
                .where(TEMPLATE.TENANT_ID.eq(tx.t()), TEMPLATE.LANGUAGE.eq(language))
                .orderBy(TEMPLATE.SENTENCE)
                .fetch(r -> new NoticeTemplate(
                        r.getSentence(), r.getLanguage(), r.getSubject(), r.getText(), true, r.getVersion()));
    }

    /** Answers whether nobody was faster. */
    public boolean save(Tx tx, NoticeTemplate t) {
        int changed = t.version() == 1
                ? tx.sql()
                        .insertInto(TEMPLATE)
                        .set(TEMPLATE.TENANT_ID, tx.t())
                        .set(TEMPLATE.SENTENCE, t.sentence())
                        .set(TEMPLATE.LANGUAGE, t.language())
                        .set(TEMPLATE.SUBJECT, t.subject())
                        .set(TEMPLATE.TEXT, t.text())
                        .onConflictDoNothing()
                        .execute()
                : tx.sql()
                        .update(TEMPLATE)
                        .set(TEMPLATE.SUBJECT, t.subject())
                        .set(TEMPLATE.TEXT, t.text())
                        .set(TEMPLATE.VERSION, t.version())
                        .where(
                                TEMPLATE.TENANT_ID.eq(tx.t()),
                                TEMPLATE.SENTENCE.eq(t.sentence()),
                                TEMPLATE.LANGUAGE.eq(t.language()),
                                TEMPLATE.VERSION.eq(t.version() - 1))
                        .execute();
        return changed == 1;
    }

    public boolean delete(Tx tx, String sentence, String language) {
        return tx.sql()
                        .deleteFrom(TEMPLATE)
                        .where(
                                TEMPLATE.TENANT_ID.eq(tx.t()),
                                TEMPLATE.SENTENCE.eq(sentence),
                                TEMPLATE.LANGUAGE.eq(language))
                        .execute()
                == 1;
    }
}
