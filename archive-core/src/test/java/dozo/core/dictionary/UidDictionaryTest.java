package dozo.core.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.value.Uid;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidDictionaryTest {

    @Test
    void knowsKindKeywordAndName() {
        UidEntry ct = UidDictionary.entry(new Uid("1.2.840.10008.5.1.4.1.1.2")).orElseThrow();
        assertEquals(new UidEntry(ct.uid(), UidKind.SOP_CLASS, "CTImageStorage", "CT Image Storage", false, true), ct);
        assertEquals(Optional.of(ct.uid()), UidDictionary.uidOf("CTImageStorage"));
        assertEquals("CT Image Storage", UidDictionary.nameOf(ct.uid()));
        assertEquals("1.2.3", UidDictionary.nameOf(new Uid("1.2.3")));
        assertEquals(Optional.empty(), UidDictionary.uidOf(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ComputedRadiographyImageStorage",
                "NuclearMedicineImageStorageRetired",
                "StandaloneCurveStorage",
                "HardcopyGrayscaleImageStorage",
                "StoredPrintStorage",
                "RTBeamsDeliveryInstructionStorage",
                "HangingProtocolStorage",
                "ColorPaletteStorage",
                "GenericImplantTemplateStorage",
                "ImplantAssemblyTemplateStorage",
                "ImplantTemplateGroupStorage",
                "CTDefinedProcedureProtocolStorage",
                "ProtocolApprovalStorage",
                "InventoryStorage",
                "DICOSThreatDetectionReportStorage",
                "EddyCurrentImageStorage",
                "LabelMapSegmentationStorage",
                "PhotoacousticImageStorage",
                "MammographyCADSRStorage",
                "DigitalXRayImageStorageForProcessing",
                "TextSRStorageTrial"
            })
    void takesThisForAStorageClass(String keyword) {
        assertTrue(UidDictionary.isStorageClass(UidDictionary.uidOf(keyword).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Verification",
                "StorageCommitmentPushModel",
                "StorageCommitmentPullModel",
                "MediaStorageDirectoryStorage",
                "Storage",
                "StorageManagementInstance",
                "StudyRootQueryRetrieveInformationModelFind",
                "HangingProtocolInformationModelFind",
                "InventoryFind",
                "ModalityPerformedProcedureStep",
                "ExplicitVRLittleEndian"
            })
    void takesThisForNoStorageClass(String keyword) {
        assertFalse(UidDictionary.isStorageClass(UidDictionary.uidOf(keyword).orElseThrow()));
    }

    @Test
    void everyClassOfTheCompositeStorageArcIsStorageUnlessItIsAQueryModel() {
        for (UidEntry entry : UidDictionary.of(UidKind.SOP_CLASS)) {
            if (entry.uid().value().startsWith("1.2.840.10008.5.1.4.1.1.")) {
                boolean service = entry.name().matches(".*(FIND|MOVE|GET|Creation|Query)$");
                assertEquals(!service, entry.storage(), entry.uid() + " " + entry.name());
            }
        }
        assertTrue(UidDictionary.storageClasses().size() > 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.1.2",
                "1.2.840.10008.1.2.1.98",
                "1.2.840.10008.1.2.2",
                "1.2.840.10008.1.2.4.66",
                "1.2.840.10008.1.2.4.110",
                "1.2.840.10008.1.2.4.112",
                "1.2.840.10008.1.2.4.201",
                "1.2.840.10008.1.2.4.203",
                "1.2.840.10008.1.2.4.108",
                "1.2.840.10008.1.2.4.106.1",
                "1.2.840.10008.1.2.8.1"
            })
    void knowsTheTransferSyntax(String uid) {
        assertEquals(
                UidKind.TRANSFER_SYNTAX,
                UidDictionary.entry(new Uid(uid)).orElseThrow().kind());
    }

    @Test
    void marksRetiredTransferSyntaxes() {
        assertTrue(UidDictionary.entry(new Uid("1.2.840.10008.1.2.2"))
                .orElseThrow()
                .retired());
        assertFalse(UidDictionary.entry(new Uid("1.2.840.10008.1.2.1"))
                .orElseThrow()
                .retired());
    }
}
