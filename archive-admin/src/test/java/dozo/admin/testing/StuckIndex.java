package dozo.admin.testing;

import dozo.admin.archive.Foundation;
import dozo.core.testing.Standstill;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.volume.NioDisk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;

/** A real index that stands still when it is closed, as an embedded database does on a disk that has died. */
public final class StuckIndex {

    private StuckIndex() {}

    /** Real disks, and this index. */
    public static Foundation foundation(Standstill standstill) {
        return new Foundation(
                Clock.systemUTC(),
                NioDisk::new,
                (config, limits, knownEpoch, clock) ->
                        stuck(ArchiveIndex.open(config, limits, knownEpoch, clock), standstill));
    }

    private static ArchiveIndex stuck(ArchiveIndex real, Standstill standstill) {
        return (ArchiveIndex) Proxy.newProxyInstance(
                StuckIndex.class.getClassLoader(), new Class<?>[] {ArchiveIndex.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        standstill.pass();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
