/// QR codes on pages: found at any angle, several of them, in poor scans. Pure functions.
@NullMarked
package cn.ruhu.imaging.code;

import org.jspecify.annotations.NullMarked;
