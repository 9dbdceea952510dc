package dozo.storage.volume;

import java.io.IOException;
import java.util.UUID;

/** Finds out whether a volume that refused writes takes them again. */
final class VolumeProbe {

    private VolumeProbe() {}

    static void write(Disk disk) throws IOException {
        String name = AdministrativeState.DIRECTORY + "/probe-" + UUID.randomUUID();
        disk.create(name).close();
        disk.delete(name);
    }
}
