package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.YamlReader;
import io.steward.server.identity.Desk;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.spi.DeskTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The templates that come with Steward: configurations like any other. */
@Component
class TemplateFiles implements DeskTemplates {
    private static final List<String> KEYS = List.of("it", "hr", "facilities", "finance", "legal", "blank");

    private final Configurations configurations;

    TemplateFiles(Configurations configurations) {
        this.configurations = configurations;
    }

    @Override
    public List<Offer> offers() {
        return KEYS.stream()
                .map(key -> {
                    var head = load(key).path("template");
                    return new Offer(
                            key,
                            head.path("name").asString(""),
                            head.path("description").asString(""));
                })
                .toList();
    }

    @Override
    public Desk create(Tx tx, Context context, @Nullable String name, @Nullable String key, String template) {
        context.needAdministrator();
        var check = new Check();
        String deskName = check.text("name", name, 100);
        String deskKey = check.text("key", key, 30);
        check.done();
        ObjectNode file = load(template);
        // What the template is for is nothing that a desk has.
        file.remove("template");
        file.withObjectProperty("desk").put("name", deskName).put("key", deskKey);
        return configurations.create(tx, context, file, template);
    }

    private static ObjectNode load(String template) {
        var read = YamlReader.read(text(template));
        if (!read.trouble().isGood()) {
            throw new IllegalStateException(template + ": " + read.trouble().problems());
        }
        return Objects.requireNonNull(read.tree());
    }

    static String text(String template) {
        try (InputStream in = TemplateFiles.class.getResourceAsStream("/blueprint/templates/" + template + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
