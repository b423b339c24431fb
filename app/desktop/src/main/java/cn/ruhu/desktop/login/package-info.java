/// Enrolling this machine, and signing in, online and offline.
@NullMarked
package cn.ruhu.desktop.login;

import org.jspecify.annotations.NullMarked;
