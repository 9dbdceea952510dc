/** How people run the archive: server, commands, health, reports. The top floor: nothing imports it. */
package dozo.admin;
