package io.steward.server.identity.web;

import io.steward.server.journal.Follower;
import io.steward.server.journal.Followers;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What follows the journal in the background, and the entries it could not take. */
@RestController
@RequestMapping("/api/v1/followers")
class FollowerController {
    private final Followers followers;

    FollowerController(Followers followers) {
        this.followers = followers;
    }

    @Access(Who.ADMIN)
    @GetMapping
    List<Follower> followers(Caller caller) {
        return followers.all(caller.tenant());
    }

    /** Gives an entry that was set aside to its follower again; 409 says why it failed once more. */
    @Access(Who.ADMIN)
    @PostMapping("/{name}/set-aside/{seq}/retry")
    ResponseEntity<Void> followAgain(Caller caller, @PathVariable String name, @PathVariable long seq) {
        followers.again(caller.tenant(), name, seq);
        return ResponseEntity.noContent().build();
    }

    /** Gives up on an entry: what the follower would have made of it will not be made. */
    @Access(Who.ADMIN)
    @DeleteMapping("/{name}/set-aside/{seq}")
    ResponseEntity<Void> letGo(Caller caller, @PathVariable String name, @PathVariable long seq) {
        followers.letGo(caller.tenant(), name, seq);
        return ResponseEntity.noContent().build();
    }
}
