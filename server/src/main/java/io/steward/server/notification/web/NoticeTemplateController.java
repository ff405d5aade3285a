package io.steward.server.notification.web;

import io.steward.server.notification.NoticeTemplate;
import io.steward.server.notification.NoticeTemplates;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sentences of mails of notices, for administrators. */
@RestController
@RequestMapping("/api/v1/notification-templates")
class NoticeTemplateController {
    private final NoticeTemplates templates;

    NoticeTemplateController(NoticeTemplates templates) {
        this.templates = templates;
    }

    record View(
            String sentence,
            String language,
            String subject,
            String text,
            boolean changed,
            Set<String> variables,
            int version) {
        static View of(NoticeTemplate t) {
            return new View(
                    t.sentence(),
                    t.language(),
                    t.subject(),
                    t.text(),
                    t.changed(),
                    NoticeTemplates.variables(t.sentence()),
                    t.version());
        }
    }

    record Body(@Nullable String subject, @Nullable String text) {}

    record Filled(String subject, String text) {}

    @Access(Who.ADMIN)
    @GetMapping
    List<View> templates(Caller caller) {
        return templates.all(caller.context()).stream().map(View::of).toList();
    }

    @Access(Who.ADMIN)
    @PutMapping("/{sentence}/{language}")
    ResponseEntity<View> set(
            Caller caller,
            @PathVariable String sentence,
            @PathVariable String language,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        var t = templates.set(
                caller.context(), sentence, language, body.subject(), body.text(), Versions.expected(ifMatch));
        return Versions.ok(View.of(t), t.version());
    }

    @Access(Who.ADMIN)
    @DeleteMapping("/{sentence}/{language}")
    View reset(Caller caller, @PathVariable String sentence, @PathVariable String language) {
        return View.of(templates.reset(caller.context(), sentence, language));
    }

    @Access(Who.ADMIN)
    @PostMapping("/{sentence}/{language}/preview")
    Filled preview(
            Caller caller, @PathVariable String sentence, @PathVariable String language, @RequestBody Body body) {
        var t = templates.preview(caller.context(), sentence, language, body.subject(), body.text());
        return new Filled(t.subject(), t.text());
    }
}
