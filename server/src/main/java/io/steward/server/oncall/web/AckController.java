package io.steward.server.oncall.web;

import io.steward.server.identity.Tenants;
import io.steward.server.oncall.AckLinks;
import io.steward.server.oncall.Call;
import io.steward.server.oncall.PageState;
import io.steward.server.oncall.web.PageViews.PageView;
import io.steward.server.platform.Database;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Who;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking a page on by a signed link. To look does nothing, since programs look at links as well. */
@RestController
@RequestMapping("/api/v1/page-links")
class AckController {
    private final AckLinks links;
    private final PageViews views;
    private final Tenants tenants;
    private final Database database;

    AckController(AckLinks links, PageViews views, Tenants tenants, Database database) {
        this.links = links;
        this.views = views;
        this.tenants = tenants;
        this.database = database;
    }

    /** @param open whether there is still something to acknowledge */
    record LinkView(String organisation, String person, boolean open, PageView page) {}

    @Access(Who.ANYONE)
    @GetMapping("/{token}")
    LinkView pageLink(@PathVariable String token) {
        var link = links.read(token);
        return view(link, link.call());
    }

    @Access(Who.ANYONE)
    @PostMapping("/{token}")
    LinkView acknowledgeByLink(@PathVariable String token) {
        var link = links.read(token);
        return view(link, links.acknowledge(link));
    }

    private LinkView view(AckLinks.Link link, Call call) {
        var tenant = link.context().tenant();
        return new LinkView(
                tenants.get(tenant).name(),
                link.context().actor().name(),
                call.state() == PageState.TRIGGERED,
                database.read(tenant, tx -> views.byLink(tx, call)));
    }
}
