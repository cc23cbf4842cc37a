/** The job that scores windows of devices with models in ONNX. */
package io.fleetstream.jobs.prediction;
