package dozo.qr.retrieve;

import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;

/** What a presentation context must fit: the SOP class of an instance and the transfer syntax it is stored in. */
record Kind(Uid sopClass, TransferSyntax storedSyntax) {}
