package io.steward.server.channel.work;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of our mails in a language. */
record Texts(ResourceBundle bundle, Locale locale) {
    static Texts of(String language) {
        Locale locale = Locale.forLanguageTag(language);
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return new Texts(ResourceBundle.getBundle("mail.texts", locale, control), locale);
    }

    String get(String key, Object... values) {
        // Apostrophes are apostrophes, not quotes of the pattern.
        return new MessageFormat(bundle.getString(key).replace("'", "''"), locale).format(values);
    }
}
