package io.steward.server.blueprint.web;

import io.steward.server.blueprint.Change;
import io.steward.server.blueprint.Configurations;
import io.steward.server.blueprint.Plan;
import io.steward.server.blueprint.rules.Difference;
import io.steward.server.blueprint.rules.YamlReader;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Desks as files. */
@RestController
@RequestMapping("/api/v1")
class ConfigurationController {
    private final Configurations configurations;
    private final Directory directory;

    ConfigurationController(Configurations configurations, Directory directory) {
        this.configurations = configurations;
        this.directory = directory;
    }

    record Application(
            @Nullable String yaml,
            @Nullable UUID desk,
            @Nullable String token) {}

    /** @param created whether it made the desk */
    record ChangeView(
            UUID id,
            UUID deskId,
            Instant at,
            @Nullable PersonRef by,
            boolean created,
            List<Difference> differences,
            @Nullable UUID undoes,
            @Nullable Instant undone) {}

    @Access(Who.MANAGER)
    @GetMapping("/desks/{id}/configuration")
    ResponseEntity<byte[]> deskConfiguration(
            Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable String people) {
        boolean named = "1".equals(people) || "true".equals(people);
        String key = configurations.managed(caller.context(), id).key();
        return file(key + ".yaml", configurations.export(caller.context(), id, named));
    }

    /** What a file would do: to a desk, or, without one, as a new desk. Nothing is changed. */
    @Access(Who.MANAGER)
    @PostMapping("/configurations/plan")
    Plan planConfiguration(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID desk,
            @RequestBody(required = false) byte @Nullable [] yaml) {
        return configurations.plan(caller.context(), text(yaml), desk);
    }

    @Access(Who.MANAGER)
    @PostMapping("/configurations/apply")
    ChangeView applyConfiguration(Caller caller, @RequestBody Application a) {
        if (a.yaml() == null) {
            throw Problem.invalid("yaml", "required", "This is needed");
        }
        return view(caller, configurations.apply(caller.context(), a.yaml(), a.desk(), a.token()));
    }

    @Access(Who.MANAGER)
    @GetMapping("/configurations/changes")
    List<ChangeView> configurationChanges(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        return configurations.changes(caller.context(), desk).stream()
                .map(c -> view(caller, c))
                .toList();
    }

    /** The desk's file as it was before a change. */
    @Access(Who.MANAGER)
    @GetMapping("/configurations/changes/{id}/before")
    ResponseEntity<byte[]> configurationBefore(Caller caller, @PathVariable UUID id) {
        return file("before.yaml", configurations.change(caller.context(), id).before());
    }

    @Access(Who.MANAGER)
    @PostMapping("/configurations/changes/{id}/undo")
    ChangeView undoConfiguration(Caller caller, @PathVariable UUID id) {
        return view(caller, configurations.undo(caller.context(), id));
    }

    private ChangeView view(Caller caller, Change c) {
        var by = c.by() == null ? List.<PersonRef>of() : directory.inOrder(caller.tenant(), List.of(c.by()));
        return new ChangeView(
                c.id(),
                c.deskId(),
                c.at(),
                by.isEmpty() ? null : by.getFirst(),
                c.created(),
                c.differences(),
                c.undoes(),
                c.undone());
    }

    private static ResponseEntity<byte[]> file(String name, String text) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/yaml;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte @Nullable [] yaml) {
        if (yaml == null || yaml.length == 0) {
            throw Problem.invalid("yaml", "required", "Send the file as the request's body");
        }
        if (yaml.length > YamlReader.LONGEST) {
            throw Problem.of(Problem.Kind.TOO_LARGE, "A configuration has at most 1 MB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid("yaml", "unreadable", "The file is not UTF-8 text");
        }
    }
}
