package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.storage.integrity.Progress;
import java.util.Optional;

/** Removes an entry that was added by command from the AE table. In force at once for new associations. */
public final class AeRemove extends ArchiveOperation<AeRemove.Wish, AeRemove.Removed> {

    public AeRemove() {
        super("ae.remove", Wish.class, Removed.class);
    }

    /** The title to remove. */
    public record Wish(String title) {}

    /** The title removed. */
    public record Removed(String title) {}

    @Override
    public Removed run(Workplace workplace, Wish wish, Progress.Listener progress) throws OperatingFailure {
        Optional<AeTitle> title = AeTitle.parse(wish.title());
        if (title.isPresent() && workplace.known().isConfigured(title.get())) {
            throw AeRow.invalid(title.get() + " stands in the configuration file; remove it there and restart.");
        }
        if (title.isEmpty()
                || !workplace.archive().index().applicationEntities().remove(title.get())) {
            throw AeRow.invalid("There is no added AE \"" + wish.title() + "\". `dozo ae list` shows all.");
        }
        workplace.known().reload();
        return new Removed(title.get().value());
    }
}
