package dozo.admin.command;

import dozo.admin.archive.Foundation;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Standstill;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.volume.NioDisk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;

/** {@code dozo serve} with an index that is never done with closing, as an embedded database is not on a disk that has died. */
final class StuckServer {

    private StuckServer() {}

    /** @param arguments those of {@code dozo serve --config FILE} */
    public static void main(String[] arguments) throws Exception {
        ServeCommand.run(
                ConfigurationFile.read(Path.of(arguments[2])),
                new Foundation(Clock.systemUTC(), NioDisk::new, StuckServer::open));
    }

    private static ArchiveIndex open(IndexConfig config, IndexLimits limits, long knownEpoch, Clock clock)
            throws OperatingFailure {
        ArchiveIndex real = ArchiveIndex.open(config, limits, knownEpoch, clock);
        return (ArchiveIndex) Proxy.newProxyInstance(
                StuckServer.class.getClassLoader(), new Class<?>[] {ArchiveIndex.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        new Standstill().pass();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
