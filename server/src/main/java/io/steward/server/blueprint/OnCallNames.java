package io.steward.server.blueprint;

import io.steward.server.channel.ChatChannels;
import io.steward.server.oncall.Chain;
import io.steward.server.oncall.Chains;
import io.steward.server.oncall.Schedule;
import io.steward.server.oncall.Schedules;
import io.steward.server.outgoing.Endpoint;
import org.springframework.stereotype.Component;

/** What there is for being on call, which a file calls by name. */
@Component
class OnCallNames {
    private final Schedules schedules;
    private final Chains chains;
    private final ChatChannels chats;

    OnCallNames(Schedules schedules, Chains chains, ChatChannels chats) {
        this.schedules = schedules;
        this.chains = chains;
        this.chats = chats;
    }

    Named<Schedule> schedules(Scope scope) {
        var all = schedules.all(scope.tx(), scope.context(), scope.desk().id());
        return new Named<>("on-call schedule", all, Schedule::id, Schedule::name);
    }

    Named<Chain> chains(Scope scope) {
        var all = chains.all(scope.tx(), scope.context(), scope.desk().id());
        return new Named<>("chain", all, Chain::id, Chain::name);
    }

    Named<Endpoint> chats(Scope scope) {
        return new Named<>("chat channel", chats.usable(scope.tx(), scope.desk().id()), Endpoint::id, Endpoint::name);
    }
}
