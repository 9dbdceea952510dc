package dozo.core.dimse;

import dozo.core.dataset.Attributes;
import java.util.Optional;

/**
 * A response to a request of ours.
 *
 * @param dataSet the identifier or other data set that came with it
 */
public record Response(CommandSet command, Optional<Attributes> dataSet) {

    public int status() {
        return command.status();
    }
}
