package io.steward.server.ticket.web;

import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.Categories;
import io.steward.server.ticket.Category;
import io.steward.server.ticket.Types;
import java.util.List;
import java.util.UUID;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The category tree of each desk. */
@RestController
@RequestMapping("/api/v1/categories")
class CategoryController {
    private final Types types;
    private final Categories tree;
    private final Idempotency idempotency;

    CategoryController(Types types, Categories tree, Idempotency idempotency) {
        this.types = types;
        this.tree = tree;
        this.idempotency = idempotency;
    }

    record CategoryBody(
            @Nullable UUID deskId,
            @Nullable UUID parentId,
            @Nullable String name,
            @Nullable Boolean active) {}

    @Access(Who.AGENT)
    @GetMapping
    List<Category> categories(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        var rights = caller.context().rights();
        return types.categories(caller.tenant()).stream()
                .filter(c -> rights.worksOn(c.deskId())
                        && (desk == null || c.deskId().equals(desk)))
                .toList();
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> createCategory(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody CategoryBody b) {
        UUID desk = b.deskId();
        if (desk == null) {
            throw Problem.invalid("deskId", "required", "This is needed");
        }
        return idempotency.once(caller, key, b, also -> {
            var category = tree.create(caller.context(), desk, b.parentId(), b.name(), also);
            return Versions.created(category, category.version());
        });
    }

    /** The whole of it as it is to be. */
    @Access(Who.MANAGER)
    @PutMapping("/{id}")
    ResponseEntity<Category> changeCategory(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CategoryBody b) {
        boolean active = !Boolean.FALSE.equals(b.active());
        var category = tree.change(caller.context(), id, b.parentId(), b.name(), active, Versions.expected(ifMatch));
        return Versions.ok(category, category.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> deleteCategory(Caller caller, @PathVariable UUID id) {
        tree.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }
}
