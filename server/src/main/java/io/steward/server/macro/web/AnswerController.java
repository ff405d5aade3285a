package io.steward.server.macro.web;

import io.steward.server.macro.CannedAnswer;
import io.steward.server.macro.CannedAnswers;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Canned answers, and their text for a ticket. */
@RestController
@RequestMapping("/api/v1")
class AnswerController {
    private final CannedAnswers answers;
    private final Idempotency idempotency;

    AnswerController(CannedAnswers answers, Idempotency idempotency) {
        this.answers = answers;
        this.idempotency = idempotency;
    }

    record Filled(String text) {}

    @Access(Who.AGENT)
    @GetMapping("/answers")
    List<CannedAnswer> answers(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        return answers.all(caller.context(), desk);
    }

    @Access(Who.AGENT)
    @PostMapping("/answers")
    ResponseEntity<?> createAnswer(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        var nothing = new CannedAnswer(caller.personId(), Body.id(body, "deskId"), null, "", "", "", 1);
        return idempotency.once(caller, key, body, also -> {
            CannedAnswer answer = answers.create(caller.context(), edited(nothing, body), also);
            return Versions.created(answer, answer.version());
        });
    }

    @Access(Who.AGENT)
    @PatchMapping("/answers/{id}")
    ResponseEntity<CannedAnswer> changeAnswer(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        CannedAnswer answer =
                answers.change(caller.context(), id, Versions.expected(ifMatch), before -> edited(before, body));
        return Versions.ok(answer, answer.version());
    }

    @Access(Who.AGENT)
    @DeleteMapping("/answers/{id}")
    ResponseEntity<Void> deleteAnswer(Caller caller, @PathVariable UUID id) {
        answers.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/answers/{answerId}")
    Filled fillAnswer(Caller caller, @PathVariable UUID id, @PathVariable UUID answerId) {
        return new Filled(answers.filled(caller.context(), id, answerId));
    }

    private static CannedAnswer edited(CannedAnswer a, JsonNode body) {
        Body.object(body);
        return new CannedAnswer(
                a.id(),
                a.deskId(),
                a.ownerId(),
                Body.text(body, "name", a.name()),
                Body.text(body, "shortcut", a.shortcut()),
                Body.text(body, "text", a.text()),
                a.version());
    }
}
