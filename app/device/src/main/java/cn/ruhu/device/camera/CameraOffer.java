package cn.ruhu.device.camera;

/// A camera to choose.
///
/// @param address see [CameraAddress]
/// @param name as it calls itself, `""` when the system does not say
public record CameraOffer(String address, String name) {}
