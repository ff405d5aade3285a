package io.steward.server.channel.work;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** So many SMTP connections of one address at once, so that no single machine keeps all others out. */
final class PerAddress implements SessionHandler {
    private final int most;
    private final Map<InetAddress, Set<Session>> open = new ConcurrentHashMap<>();

    PerAddress(int most) {
        this.most = most;
    }

    @Override
    public SessionAcceptance accept(Session session) {
        var mine = open.compute(address(session), (address, before) -> {
            Set<Session> sessions = before == null ? ConcurrentHashMap.newKeySet() : before;
            if (sessions.size() < most) {
                sessions.add(session);
            }
            return sessions;
        });
        return mine.contains(session)
                ? SessionAcceptance.success()
                : SessionAcceptance.failure(
                        421, "4.7.0 Too many connections from your address, please try again later");
    }

    @Override
    public void onSessionEnd(Session session) {
        open.computeIfPresent(address(session), (address, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    private static InetAddress address(Session session) {
        return session.getRealRemoteAddress().getAddress();
    }
}
