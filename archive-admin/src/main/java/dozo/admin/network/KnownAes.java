package dozo.admin.network;

import dozo.core.association.AeDirectory;
import dozo.core.association.RemoteAe;
import dozo.core.config.AeConfig;
import dozo.core.config.AeRole;
import dozo.core.config.DicomConfig;
import dozo.core.config.DozoConfig;
import dozo.core.config.SopClassPolicy;
import dozo.core.dictionary.UidDictionary;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.control.AeTable;
import java.net.InetAddress;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is known: the AE table of the configuration, and on top the entries added by command. An entry of the configuration
 * comes before an added one of the same title. Kept in memory, so that no association waits for the database; thread-safe.
 */
public final class KnownAes implements AeDirectory {

    private final DozoConfig config;
    private final AeTable added;
    private volatile SortedMap<AeTitle, AeConfig> entries;

    /** @throws OperatingFailure when the added entries cannot be read */
    public KnownAes(DozoConfig config, AeTable added) throws OperatingFailure {
        this.config = config;
        this.added = added;
        reload();
    }

    /** Reads the added entries again, after they were changed. */
    public void reload() throws OperatingFailure {
        SortedMap<AeTitle, AeConfig> merged = new TreeMap<>();
        added.all().forEach(ae -> merged.put(ae.title(), ae));
        config.aeList().forEach(ae -> merged.put(ae.title(), ae));
        entries = merged;
    }

    /** All entries, by title. */
    public Collection<AeConfig> all() {
        return entries.values();
    }

    public Optional<AeConfig> entry(AeTitle title) {
        return Optional.ofNullable(entries.get(title));
    }

    /** Whether the entry of this title stands in the configuration file, where no command can change it. */
    public boolean isConfigured(AeTitle title) {
        return config.aeList().stream().anyMatch(ae -> ae.title().equals(title));
    }

    @Override
    public Optional<RemoteAe> find(AeTitle title) {
        return entry(title)
                .filter(AeConfig::isReachable)
                .map(ae -> new RemoteAe(ae.title(), ae.host(), ae.port(), ae.tls()));
    }

    /** What a caller may ask; nothing when it is not known and only known AEs are served. */
    public Set<AeRole> rolesOf(AeTitle calling, InetAddress peer) {
        Optional<AeConfig> entry = entry(calling);
        if (entry.isPresent()) {
            return entry.get().roles();
        }
        boolean served = !config.dicom().knownOnly() || isLocalCommand(calling, peer);
        return served ? EnumSet.allOf(AeRole.class) : Set.of();
    }

    /** Whether the caller is a command of this archive on this machine. */
    boolean isLocalCommand(AeTitle calling, InetAddress peer) {
        DicomConfig dicom = config.dicom();
        return dicom.localCommands() && dicom.ownAeTitle().equals(calling) && peer.isLoopbackAddress();
    }

    /** Whether instances of {@code sopClass} are taken from the caller. */
    public boolean accepts(AeTitle calling, Uid sopClass) {
        SopClassPolicy policy = entry(calling)
                .flatMap(AeConfig::sopClasses)
                .orElse(config.dicom().sopClasses());
        return policy.accepts(
                sopClass, UidDictionary.entry(sopClass).isPresent(), UidDictionary.isStorageClass(sopClass));
    }
}
