package dozo.storage.testing;

import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentTable;
import dozo.storage.index.control.CommitmentTransaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fake control table in memory. Thread-safe. */
public final class MemoryCommitments implements CommitmentTable {

    private record Key(AeTitle requester, Uid transactionUid) {}

    private final Map<Key, CommitmentTransaction> open = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(CommitmentTransaction transaction) {
        return open.putIfAbsent(new Key(transaction.requester(), transaction.transactionUid()), transaction) == null;
    }

    @Override
    public synchronized List<CommitmentTransaction> due(Instant now, int limit) {
        return open.values().stream()
                .filter(t -> !t.nextAttemptAt().isAfter(now))
                .sorted(Comparator.comparing(CommitmentTransaction::nextAttemptAt))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return open.values().stream().map(CommitmentTransaction::nextAttemptAt).min(Comparator.naturalOrder());
    }

    @Override
    public synchronized void postpone(AeTitle requester, Uid transactionUid, Instant nextAttemptAt) {
        open.computeIfPresent(
                new Key(requester, transactionUid),
                (key, t) -> new CommitmentTransaction(
                        t.transactionUid(),
                        t.requester(),
                        t.requestedAt(),
                        t.references(),
                        t.attempts() + 1,
                        nextAttemptAt));
    }

    @Override
    public synchronized void hurry(Instant latest) {
        open.replaceAll((key, t) -> t.nextAttemptAt().isAfter(latest)
                ? new CommitmentTransaction(
                        t.transactionUid(), t.requester(), t.requestedAt(), t.references(), t.attempts(), latest)
                : t);
    }

    @Override
    public synchronized boolean remove(AeTitle requester, Uid transactionUid) {
        return open.remove(new Key(requester, transactionUid)) != null;
    }

    @Override
    public synchronized long count() {
        return open.size();
    }
}
