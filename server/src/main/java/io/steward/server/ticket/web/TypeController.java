package io.steward.server.ticket.web;

import io.steward.server.platform.Check;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.Forms;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.TypeEditing;
import io.steward.server.ticket.TypeEffects;
import io.steward.server.ticket.Types;
import io.steward.server.ticket.Workflow;
import io.steward.server.ticket.rules.BuiltIn;
import io.steward.server.ticket.store.DefinitionStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ticket types, and the changing of them by the managers of their desk. */
@RestController
@RequestMapping("/api/v1/types")
class TypeController {
    private final Types types;
    private final TypeEditing editing;
    private final Workflow workflow;
    private final Forms forms;
    private final TicketReader reader;
    private final Database database;
    private final Idempotency idempotency;

    TypeController(
            Types types,
            TypeEditing editing,
            Workflow workflow,
            Forms forms,
            TicketReader reader,
            Database database,
            Idempotency idempotency) {
        this.types = types;
        this.editing = editing;
        this.workflow = workflow;
        this.forms = forms;
        this.reader = reader;
        this.database = database;
        this.idempotency = idempotency;
    }

    record NewType(
            @Nullable UUID deskId,
            @Nullable String key,
            @Nullable String prefix,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean portal,
            @Nullable String portalName,
            @Nullable String portalHint,
            @Nullable String icon,
            @Nullable String colour) {
        TypeEditing.Naming naming() {
            return new TypeEditing.Naming(name, kind, portal, portalName, portalHint, true, icon, colour);
        }
    }

    record DraftView(
            TypeAnswers.NewDefinition definition,
            Instant changed,
            @Nullable UUID changedBy,
            TypeAnswers.FormsView defaultForms,
            int version) {
        static DraftView of(DefinitionStore.Draft d) {
            return new DraftView(
                    TypeAnswers.NewDefinition.of(d.definition()),
                    d.changed(),
                    d.by(),
                    TypeAnswers.FormsView.defaults(d.definition()),
                    d.version());
        }
    }

    record DefinitionView(
            TypeAnswers.TypeView type, @Nullable DraftView draft, TypeAnswers.FormsView defaultForms, int version) {}

    record NewDraft(TypeAnswers.@Nullable NewDefinition definition) {}

    record Publication(@Nullable Map<String, String> statusMap) {}

    record Restoration(int version, @Nullable Map<String, String> statusMap) {}

    record VersionView(int version, Instant at, @Nullable UUID by, TypeAnswers.NewDefinition definition) {}

    record Trial(String number) {}

    record TriedTransition(
            String key, String name, String to, boolean allowed, List<String> why, List<String> missing) {}

    record TriedTicket(String number, String title, String status, boolean statusKnown) {}

    record Missing(String field, String message) {}

    record Tried(
            TriedTicket ticket,
            List<TriedTransition> transitions,
            Map<String, Boolean> sections,
            Map<String, Forms.FieldState> fields,
            List<Missing> problems) {}

    @Access(Who.SIGNED_IN)
    @GetMapping
    List<TypeAnswers.TypeView> all(Caller caller) {
        return types.all(caller.tenant()).stream()
                .filter(t -> t.portal() || caller.context().rights().worksOn(t.deskId()))
                .map(t -> TypeAnswers.TypeView.of(t, caller.context().rights()))
                .toList();
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewType n) {
        UUID desk = n.deskId();
        if (desk == null) {
            throw Problem.invalid("deskId", "required", "This is needed");
        }
        return idempotency.once(caller, key, n, also -> {
            TicketType type = editing.create(caller.context(), desk, n.key(), n.prefix(), n.naming(), also);
            return Versions.created(TypeAnswers.TypeView.whole(type), type.version());
        });
    }

    @Access(Who.MANAGER)
    @PatchMapping("/{id}")
    ResponseEntity<TypeAnswers.TypeView> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody TypeEditing.Naming naming) {
        TicketType type = seen(() -> editing.change(caller.context(), id, naming, Versions.expected(ifMatch)));
        return Versions.ok(TypeAnswers.TypeView.whole(type), type.version());
    }

    @Access(Who.MANAGER)
    @GetMapping("/{id}/definition")
    ResponseEntity<DefinitionView> definition(Caller caller, @PathVariable UUID id) {
        var edited = editing.edited(caller.context(), id);
        var view = new DefinitionView(
                TypeAnswers.TypeView.whole(edited.type()),
                edited.draft().map(DraftView::of).orElse(null),
                TypeAnswers.FormsView.defaults(edited.type().definition()),
                edited.type().version());
        return Versions.ok(view, edited.type().version());
    }

    /** If-Match is the version of the draft that was changed; without one, there must be none yet. */
    @Access(Who.MANAGER)
    @PutMapping("/{id}/draft")
    ResponseEntity<DraftView> draft(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody NewDraft draft) {
        int version = ifMatch == null ? 0 : Versions.expected(ifMatch);
        var definition = draft.definition();
        if (definition == null) {
            throw Problem.invalid("definition", "required", "This is needed");
        }
        var saved = seen(() -> editing.draft(caller.context(), id, definition.read(), version));
        return Versions.ok(DraftView.of(saved), saved.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}/draft")
    ResponseEntity<Void> discard(Caller caller, @PathVariable UUID id) {
        editing.discard(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.MANAGER)
    @PostMapping("/{id}/effect")
    TypeEffects.Effect effect(Caller caller, @PathVariable UUID id) {
        return editing.effect(caller.context(), id);
    }

    /** What the draft would let the caller do with a ticket as it is now. */
    @Access(Who.MANAGER)
    @PostMapping("/{id}/try")
    Tried tryOut(Caller caller, @PathVariable UUID id, @RequestBody Trial trial) {
        TicketType draft = editing.draftOf(caller.context(), id);
        Ticket t = database.read(caller.tenant(), tx -> reader.worked(tx, caller.context(), trial.number()));
        var check = new Check();
        check.that(t.typeId().equals(id), "number", "unknown", "A ticket of this type");
        check.done();
        var transitions = draft.transitions(t.status()).stream()
                .map(x -> {
                    var why = workflow.refusals(caller.context(), null, draft, x, t);
                    var missing = x.required().stream()
                            .filter(key -> !BuiltIn.isFilled(t, key))
                            .toList();
                    return new TriedTransition(x.key(), x.name(), x.to(), why.isEmpty(), why, missing);
                })
                .toList();
        var form = forms.state(caller.context(), null, draft, FieldRole.AGENT, t);
        var problems = form.fields().entrySet().stream()
                .filter(f -> f.getValue().required()
                        && draft.field(f.getKey()).isPresent()
                        && !BuiltIn.isFilled(t, f.getKey()))
                .map(f -> new Missing("fields." + f.getKey(), "This is needed"))
                .toList();
        var tried = new TriedTicket(
                t.number(), t.title(), t.status(), draft.status(t.status()).isPresent());
        return new Tried(tried, transitions, form.sections(), form.fields(), problems);
    }

    @Access(Who.MANAGER)
    @PostMapping("/{id}/publish")
    ResponseEntity<TypeAnswers.TypeView> publish(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Publication publication) {
        var map = publication.statusMap() == null ? Map.<String, String>of() : publication.statusMap();
        TicketType type = seen(() -> editing.publish(caller.context(), id, map, Versions.expected(ifMatch)));
        return Versions.ok(TypeAnswers.TypeView.whole(type), type.version());
    }

    @Access(Who.MANAGER)
    @GetMapping("/{id}/versions")
    List<VersionView> versions(Caller caller, @PathVariable UUID id) {
        return editing.versions(caller.context(), id).stream()
                .map(v -> new VersionView(v.version(), v.at(), v.by(), TypeAnswers.NewDefinition.of(v.definition())))
                .toList();
    }

    @Access(Who.MANAGER)
    @PostMapping("/{id}/restore")
    ResponseEntity<TypeAnswers.TypeView> restore(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Restoration r) {
        var map = r.statusMap() == null ? Map.<String, String>of() : r.statusMap();
        TicketType type =
                seen(() -> editing.restore(caller.context(), id, r.version(), map, Versions.expected(ifMatch)));
        return Versions.ok(TypeAnswers.TypeView.whole(type), type.version());
    }

    /** Who comes too late is shown what there is now as every answer has it. */
    private static <T> T seen(Supplier<T> command) {
        try {
            return command.get();
        } catch (Problem problem) {
            if (problem.current() instanceof DefinitionStore.Draft draft) {
                throw Problem.stale(DraftView.of(draft));
            }
            if (problem.current() instanceof TicketType type) {
                throw Problem.stale(TypeAnswers.TypeView.whole(type));
            }
            throw problem;
        }
    }
}
