package dozo.admin.server;

import dozo.admin.archive.Archive;
import dozo.admin.archive.CloseStack;
import dozo.admin.network.KnownAes;
import dozo.admin.network.NetworkSettings;
import dozo.admin.network.RoleGuard;
import dozo.core.config.AeRole;
import dozo.core.config.DozoConfig;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServices;
import dozo.core.failure.FailureCode;
import dozo.core.value.AeTitle;
import dozo.core.value.SteadyTime;
import dozo.core.value.Uid;
import dozo.qr.find.FindProvider;
import dozo.qr.model.InformationModel;
import dozo.qr.retrieve.RetrieveService;
import dozo.storage.commitment.CommitmentProvider;
import dozo.storage.commitment.CommitmentService;
import dozo.storage.commitment.CommitmentSettings;
import dozo.storage.ingest.StorageProvider;
import dozo.storage.integrity.SafekeepingCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything the archive does for its peers, each service behind the role it needs. */
final class Services {

    private final Archive archive;
    private final KnownAes known;
    private final NetworkSettings network;
    private final CloseStack opened;

    /** @param opened takes over what must be closed after the listeners */
    Services(Archive archive, KnownAes known, NetworkSettings network, CloseStack opened) {
        this.archive = archive;
        this.known = known;
        this.network = network;
        this.opened = opened;
    }

    DimseServices assemble() {
        SteadyTime steady = SteadyTime.from(archive.clock().instant());
        RetrieveService retrieve = opened.add(new RetrieveService(
                archive.index(), archive.objects(), known, archive.config().retrieve(), network.outgoing(), steady));
        FindProvider find = new FindProvider(
                archive.index(), archive.store(), archive.config().query(), steady);
        StorageProvider store = new StorageProvider(archive.ingest(), this::refusal);
        CommitmentProvider commit = new CommitmentProvider(opened.add(commitment()));
        List<InformationModel> models = Arrays.asList(InformationModel.values());
        return DimseServices.builder()
                .limits(network.messages())
                .memory(archive.ingest().headerMemory())
                .addDefault(CommandField.C_STORE, new RoleGuard(AeRole.STORE, known, store))
                .add(
                        CommandField.C_FIND,
                        models.stream().map(InformationModel::find).toList(),
                        new RoleGuard(AeRole.QUERY, known, find))
                .add(
                        CommandField.C_MOVE,
                        models.stream().map(InformationModel::move).toList(),
                        new RoleGuard(AeRole.RETRIEVE, known, retrieve.move()))
                .add(
                        CommandField.C_GET,
                        models.stream().map(InformationModel::get).toList(),
                        new RoleGuard(AeRole.RETRIEVE, known, retrieve.get()))
                .add(CommandField.N_ACTION, CommitmentProvider.SOP_CLASS, new RoleGuard(AeRole.COMMIT, known, commit))
                .build();
    }

    /** Asked again for each object: an AE's rule may have changed since its association was accepted. */
    private Optional<FailureCode> refusal(AeTitle calling, Uid sopClass) {
        boolean taken = known.accepts(calling, sopClass);
        return taken ? Optional.empty() : Optional.of(FailureCode.SOP_CLASS_NOT_SUPPORTED);
    }

    private CommitmentService commitment() {
        DozoConfig config = archive.config();
        return new CommitmentService(
                CommitmentSettings.of(config.commitment(), config.dicom().ownAeTitle()),
                archive.index(),
                new SafekeepingCheck(archive.store(), archive.repairer()),
                known::find,
                network.outgoing(),
                archive.clock());
    }
}
