// The seam of the specs: the same spec runs on either runtime and its test kit.
#pragma warning disable IDE0005 // no project needs all of them
#if AKKA
global using Akka.Configuration;
global using Akka.Dispatch;
global using Akka.Event;
global using Akka.TestKit;
global using TestKit = Akka.TestKit.Xunit2.TestKit;
global using TestKitAssertionException = Xunit.Sdk.XunitException;
#else
global using Tapedeck.Actors.TestKit;
#endif
