/// How the log is written: one line of JSON an event, without personal data.
@NullMarked
package cn.ruhu.server.log;

import org.jspecify.annotations.NullMarked;
