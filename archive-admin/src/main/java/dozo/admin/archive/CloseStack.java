package dozo.admin.archive;

import dozo.core.value.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Closes what was opened, last first; a failure to close one thing does not keep the others from it, nor, where there is a
 * deadline, does one that does not end. Not thread-safe.
 */
public final class CloseStack implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Takes over {@code resource}. @return the same */
    public <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Waits for each as long as it takes. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable resource = opened.pop();
            Ending.close(name(resource), resource);
        }
    }

    /**
     * Waits for each as long as an equal share of what is left of the time, which the others have for themselves when it needs
     * less, and at the end, until the deadline, for those that needed more.
     *
     * @return what has not ended by then and is left alone, and where it stands; empty when all is closed
     */
    public List<String> close(Deadline deadline) {
        List<Ending> begun = new ArrayList<>();
        while (!opened.isEmpty()) {
            Duration share = deadline.left().dividedBy(opened.size());
            AutoCloseable resource = opened.pop();
            begun.add(Ending.begin(name(resource), resource).await(share));
        }
        begun.forEach(ending -> ending.await(deadline.left()));
        return begun.stream()
                .filter(ending -> !ending.isOver())
                .map(Ending::toString)
                .toList();
    }

    private static String name(AutoCloseable resource) {
        return resource.getClass().getSimpleName();
    }
}
