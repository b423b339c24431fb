/// Scanners of the network that speak eSCL, which makers call AirScan or Mopria (DEVICES 2.2):
/// found by their announcements, asked over HTTP, believed in nothing.
@NullMarked
package cn.ruhu.device.escl;

import org.jspecify.annotations.NullMarked;
