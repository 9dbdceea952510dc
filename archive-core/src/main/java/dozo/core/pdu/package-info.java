/** The protocol data units of the DICOM upper layer (PS3.8 section 9.3): records, a decoder with strict limits, an encoder. */
package dozo.core.pdu;
