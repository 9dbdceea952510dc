/** How data sets become bytes and bytes data sets: PS3.5 sections 7 and 10, Annex A; files: PS3.10 section 7. */
package dozo.core.encoding;
