// The seam between the two runtimes: actors are written against this API, wherever it comes from.
#pragma warning disable IDE0005 // no project needs all of them
#if AKKA
global using Akka;
global using Akka.Actor;
global using Akka.Pattern;
global using Akka.Routing;
#else
global using Tapedeck.Actors;
#endif
