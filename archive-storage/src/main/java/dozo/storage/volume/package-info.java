/**
 * Where objects lie: volumes with a proven identity, the one door to their disks, and drafts that become stored objects.
 * Nothing here opens a stored object for writing (INV-2), and nothing is deleted to make room (INV-10).
 */
package dozo.storage.volume;
